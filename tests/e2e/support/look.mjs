// What can be read off a page as it stands: sizes, widths, colours, motion. Each gives a list of faults.

/** Text keys that stand on the screen in place of their texts, and holes that were never filled. */
export async function rawTexts(page, say) {
  const seen = await page.evaluate(() => [document.title, document.body.innerText, ...[...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'))].join(' ').split(/\s+/));
  return seen.filter((word) => say.has(word.replace(/[:,.]$/, '')) || /^\{[\w-]+\}/.test(word));
}

/** What is wider than the page, apart from what scrolls by itself; and what sticks and leaves too little of a low window. */
export function tooWide(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const name = (one) => `${one.tagName}.${one.className?.baseVal ?? one.className}: ${one.textContent.trim().slice(0, 40)}`;
    const all = [...document.querySelectorAll('body *')];
    const faults = [];
    if (root.scrollWidth > root.clientWidth) {
      faults.push(`the page is ${root.scrollWidth} px wide`);
      faults.push(...all.filter((one) => !one.closest('.scroll') && one.getBoundingClientRect().right > root.clientWidth + 0.5).slice(0, 5).map(name));
    }
    for (const one of all) {
      if (!['sticky', 'fixed'].includes(getComputedStyle(one).position) || one.closest('.scroll, dialog')) continue;
      const { height } = one.getBoundingClientRect();
      if (height > innerHeight / 2) faults.push(`${name(one)} sticks and takes ${Math.round(height)} of ${innerHeight} px`);
    }
    return faults;
  });
}

/**
 * What is too small for a thumb. A link inside running text is excepted, as WCAG does; other links need 44 px where
 * there are thumbs and WCAG's 24 px on a wide screen.
 */
export function tooSmall(page, width) {
  return page.evaluate((links) => {
    const inText = (link) => {
      const parent = link.parentElement;
      const rest = [...parent.childNodes].filter((node) => node !== link && node.nodeType === Node.TEXT_NODE && node.textContent.trim());
      return getComputedStyle(link).display === 'inline' && rest.length > 0;
    };
    const targets = 'button, select, summary, textarea, a[href], input[type=text], input[type=file], label:has(input), label.btn';
    return [...document.querySelectorAll(targets)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest('.vh') && !one.matches('.skip:not(:focus)'))
      .filter((one) => !(one.tagName === 'A' && inText(one)))
      .map((one) => [one, one.getBoundingClientRect()])
      .map(([one, box]) => [one, box, one.matches('a:not(.btn)') ? links : 44])
      .filter(([, { width, height }, least]) => width > 0 && (width < least || height < least))
      .map(([one, { width, height }]) => `${one.tagName.toLowerCase()}.${one.className} “${one.innerText?.trim().slice(0, 40)}” ${Math.round(width)}×${Math.round(height)}`);
  }, width < 1000 ? 44 : 24);
}

/** What moves, or would, for somebody who wants less of it. */
export function moving(page) {
  return page.evaluate(() => {
    const faults = document.getAnimations().map((one) => `${one.constructor.name} runs on ${one.effect?.target?.tagName}`);
    const long = (times) => times.split(',').some((time) => parseFloat(time) > 0);
    for (const one of [document.documentElement, ...document.querySelectorAll('body, body *')]) {
      for (const part of [null, '::before', '::after']) {
        const style = getComputedStyle(one, part);
        if (part && style.content === 'none') continue;
        const name = `${one.tagName}.${one.className?.baseVal ?? one.className}${part ?? ''}`;
        if (long(style.transitionDuration) && style.transitionProperty !== 'none') faults.push(`${name} takes ${style.transitionDuration}`);
        if (style.animationName !== 'none' && long(style.animationDuration)) faults.push(`${name} is animated`);
        if (style.scrollBehavior === 'smooth') faults.push(`${name} scrolls smoothly`);
      }
    }
    return [...new Set(faults)];
  });
}

/**
 * Where the browser's own colours are wanted: text, marks and lines that keep the page's, charts whose marks vanish,
 * and choices that look the same whether made or not. A QR code stays dark on light for those who read it.
 */
export function ownColours(page) {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('span'));
    const colour = (name) => {
      probe.style.setProperty('color', name);
      return getComputedStyle(probe).color;
    };
    const names = ['CanvasText', 'LinkText', 'ButtonText', 'FieldText', 'GrayText', 'HighlightText', 'Highlight', 'VisitedText', 'ActiveText', 'Canvas', 'ButtonFace', 'ButtonBorder', 'Field'];
    const system = new Set(names.map(colour));
    const canvas = colour('Canvas');
    probe.remove();
    const name = (one) => `${one.tagName.toLowerCase()}.${one.className?.baseVal ?? one.className}`;
    const faults = new Set();
    for (const one of document.querySelectorAll('body *')) {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('.qr, .sprite')) continue;
      const style = getComputedStyle(one);
      if (one instanceof SVGElement && !(one instanceof SVGSVGElement)) {
        if (!one.getBBox || one.tagName === 'g' || one.closest('defs')) continue;
        const inks = [style.fill, style.strokeWidth === '0px' ? 'none' : style.stroke];
        for (const ink of inks) if (ink.startsWith('rgb') && !system.has(ink) && one.tagName !== 'use') faults.add(`${name(one)} is drawn in ${ink}`);
        const mark = /c-(dot|need|open|bound|area|edge|mark)|share-part/.test(one.getAttribute('class') ?? '') || one.closest('.dist-bar');
        const seen = one.tagName === 'use' ? style.color !== canvas : inks.some((ink) => ink.startsWith('rgb') && ink !== canvas);
        if (mark && !seen) faults.add(`${name(one)} cannot be seen`);
      } else if ([...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()) && !system.has(style.color)) {
        faults.add(`${name(one)} has text in ${style.color}`);
      }
    }
    const look = (input) => {
      const marker = input.nextElementSibling ?? input.parentElement;
      return [marker, input.closest('label')].map((one) => one && getComputedStyle(one)).map((style) => style && [style.backgroundColor, style.borderTopColor, style.outlineStyle].join(' ')).join(' / ');
    };
    const hidden = [...document.querySelectorAll('input[type=radio], input[type=checkbox]')].filter((one) => getComputedStyle(one).opacity === '0' && one.closest('label')?.checkVisibility());
    for (const input of hidden.filter((one) => one.checked)) {
      const other = hidden.find((one) => !one.checked && one.closest('fieldset') === input.closest('fieldset'));
      if (other && look(other) === look(input)) faults.add(`${name(input.closest('label'))}: chosen looks like not chosen`);
    }
    return [...faults];
  });
}

/** What takes focus without showing it. The last press must have been on the keyboard, or browsers show nothing. */
export async function withoutFocus(page) {
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const shows = (one) => one && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
    const faults = new Set();
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    for (const one of all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)) {
      one.focus({ preventScroll: true, focusVisible: true });
      if (document.activeElement !== one) continue; // behind a dialog, or a radio of another tab stop
      const clear = getComputedStyle(one).opacity !== '0';
      const bearer = clear ? [one] : [one.closest('label, .chip, .answer'), one.nextElementSibling];
      if (!bearer.some(shows)) faults.add(`${one.tagName.toLowerCase()}.${one.className} in ${one.parentElement.tagName.toLowerCase()}.${one.parentElement.className}`);
    }
    document.activeElement?.blur();
    return [...faults];
  });
}

/**
 * What a screen reader is told of a page, without the running text: headings, landmarks, names, roles and states. Long
 * names are cut, and equal lines after one another counted. Beside it landmarks that lead to nothing.
 */
export async function tree(page) {
  // A test server has another port each time, and a host may have the site in a folder.
  const home = await page.evaluate(() => new URL('./', document.baseURI).href);
  const whole = (await page.locator('body').ariaSnapshot()).replaceAll(home, 'http://localhost/');
  const empty = whole.split('\n').filter((line) => /^\s*- '?(navigation|region|banner|contentinfo|complementary|form|main)\b/.test(line) && !line.replace(/"(?:[^"\\]|\\.)*"/g, '').includes(':'));
  const lines = whole.split('\n')
    .filter((line) => !/^\s*- (text|\/url|\/placeholder)\b/.test(line))
    .map((line) => line.replace(/^(\s*- )'((?:[^']|'')*)'/, (_, start, text) => start + text.replaceAll("''", "'")))
    .map((line) => line.replace(/^(\s*- (?:paragraph|listitem|cell|term|definition|strong|emphasis|code|caption|blockquote)(?: "[^"]*")?):? .*$/, '$1').replace(/:$/, ''))
    .map((line) => line.replace(/"((?:[^"\\]|\\.)*)"/, (quoted, text) => (text.length > 60 ? `"${text.slice(0, 60)}…"` : quoted)));
  const counted = [];
  for (const line of lines) {
    const last = counted.at(-1);
    if (last?.line === line) last.times += 1;
    else counted.push({ line, times: 1 });
  }
  return { told: `${counted.map(({ line, times }) => (times > 1 ? `${line} ×${times}` : line)).join('\n')}\n`, empty };
}

/** Charts without a table beside them. A QR code is no chart. */
export const withoutTable = (page) => page.locator('.chart svg[role=img]').evaluateAll((charts) => charts.filter((one) => !one.closest('figure, .chartbox')?.querySelector('table')).map((one) => one.getAttribute('aria-labelledby') ?? one.outerHTML.slice(0, 80)));

/** The same without words: what must be alike in every language. */
export const shape = (told) => told.replace(/ "(?:[^"\\]|\\.)*"/g, '').replace(/ ×\d+$/gm, '').replace(/: .*$/gm, '');

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
