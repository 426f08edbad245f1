"""Open pages in Chromium, and measure them."""

from __future__ import annotations

# Milliseconds. Only a page that never comes should fail for being late.
TIMEOUT = 240_000

# The contrast of each distinct pair of colours of an element and its own background, by WCAG 2.2.
CONTRASTS = """elements => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b]
    .map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const found = {};
  for (const element of elements) {
    const style = getComputedStyle(element);
    const [text, background] = [channels(style.color), channels(style.backgroundColor)];
    const opaque = background.length === 3 || background[3] === 1;
    const [high, low] = [luminance(text), luminance(background)].sort((a, b) => b - a);
    found[style.color + ' on ' + style.backgroundColor] = opaque ? (high + 0.05) / (low + 0.05) : 0;
  }
  return found;
}"""


def open_page(browser, url, **options):
    """A page of its own with *url*, which does not scroll smoothly."""
    page = browser.new_page(reduced_motion="reduce", **options)
    page.set_default_timeout(TIMEOUT)
    page.goto(url, wait_until="domcontentloaded")
    return page
