from sphinx_support_matrix.core import check, load, supporting

matrix, problems = load("support-matrix.ini")
for problem in [*problems, *check(matrix)]:
    print(f"{problem.location}: {problem.code.value}: {problem.message}")

names = [driver.title.text for driver in supporting(matrix, ["create", "extend"])]
print(f"Can extend: {', '.join(names)}")
