import js from "@eslint/js";

export default [
  {
    ...js.configs.recommended,
    files: ["src/*.js"],
    languageOptions: { sourceType: "script", ecmaVersion: 2022 },
    rules: {
      ...js.configs.recommended.rules,
      // The files are one script; the compiler knows what is in the others.
      "no-undef": "off",
      "no-unused-vars": ["error", { vars: "local" }],
      eqeqeq: "error",
      "no-eval": "error",
      "no-var": "error",
      "prefer-const": "error",
      semi: "error",
    },
  },
];
