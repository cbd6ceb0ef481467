// What a page looks like, measured.

/** What is wider than the page, apart from what scrolls by itself. */
export function tooWide(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => !one.closest('.scroll') && one.getBoundingClientRect().right > root.clientWidth + 0.5);
    return [`the page is ${root.scrollWidth} px wide`, ...wide.slice(0, 5).map((one) => `${one.tagName}.${one.className?.baseVal ?? one.className}: ${one.textContent.trim().slice(0, 40)}`)];
  });
}

/** What is cut off: text that does not fit where it stands, or that lies beyond the left edge. */
export function cutOff(page) {
  return page.evaluate(() => {
    // What is there only for those who hear the page.
    const unseen = (one) => one.getBoundingClientRect().width <= 1 || one.getBoundingClientRect().height <= 1;
    const shown = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.vh, svg, .scroll, input[type=file], [aria-hidden=true]') && !unseen(one.closest('thead') ?? one));
    const tight = shown.filter((one) => {
      const { overflowX, overflowY, display } = getComputedStyle(one);
      if (display === 'inline' || one.matches('textarea, select, html, body')) return false;
      const clips = [overflowX, overflowY].some((way) => ['hidden', 'clip'].includes(way));
      const wide = one.scrollWidth > one.clientWidth + 1 && (clips || one.matches('button, .btn, label, legend, th, td, summary, h1, h2, h3, p, li, dt, dd'));
      const high = one.scrollHeight > one.clientHeight + 1 && clips;
      return wide || high;
    });
    const beyond = shown.filter((one) => one.textContent.trim() && one.getBoundingClientRect().left < -0.5 && !one.matches('.skip, .skip *'));
    return [...tight, ...beyond].slice(0, 5).map((one) => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`);
  });
}
