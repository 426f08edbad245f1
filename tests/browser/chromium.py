"""Open pages in Chromium, and measure them."""

from __future__ import annotations

# Milliseconds. Only a page that never comes should fail for being late.
TIMEOUT = 240_000

# Details that are out of sight wait, and how long is the browser's affair. What is measured does not wait.
LAID_OUT = ".support-matrix-feature { content-visibility: visible !important }"

# The contrast of each distinct pair of colours of an element and of what is behind it, by WCAG 2.2. What stands for
# an element in front of its text counts instead of it.
CONTRASTS = """elements => {
  const channels = colour => colour.match(/[\\d.]+/g)
    .map((value, index) => colour.startsWith('color(') && index < 3 ? value * 255 : Number(value));
  const luminance = ([r, g, b]) => [r, g, b]
    .map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const opaque = style => !/^rgba.*, 0\\)|\\/ 0\\)/.test(style.backgroundColor);
  const found = {};
  for (const element of elements) {
    const before = getComputedStyle(element, '::before');
    const style = before.content === 'none' ? getComputedStyle(element) : before;
    let behind = style;
    for (let each = element; each && !opaque(behind); each = each.parentElement) behind = getComputedStyle(each);
    const background = opaque(behind) ? behind.backgroundColor : 'rgb(255, 255, 255)';
    const [high, low] = [luminance(channels(style.color)), luminance(channels(background))].sort((a, b) => b - a);
    found[style.color + ' on ' + background] = (high + 0.05) / (low + 0.05);
  }
  return found;
}"""


def open_page(browser, url, **options):
    """A page of its own with *url*, which does not scroll smoothly."""
    page = browser.new_page(reduced_motion="reduce", **options)
    page.set_default_timeout(TIMEOUT)
    page.goto(url, wait_until="domcontentloaded")
    return page
