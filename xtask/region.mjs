// Makes a built site a region's own: its questions, ideas and words, its name, colours and marks. The programs stay as they
// are. Usage: node xtask/region.mjs SITE REGION, both folders; split.mjs calls it within a build (KICKSTART_REGION).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(path, 'utf8');
const json = (path) => JSON.parse(read(path));
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** What a mark may be drawn with: shapes that take their colour from the page, and nothing that runs, fetches or names. */
const SHAPES = new Set(['svg', 'g', 'path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon']);
const FORBIDDEN = /\s(?:on\w+|style|href|xlink:href|class|id)\s*=|url\(/i;
const ICONS = ['favicon.svg', 'icon-192.png', 'icon-512.png', 'icon-maskable-512.png'];

/** The drawing within a region's own mark. */
function drawing(path) {
  const text = read(path).replace(/<!--[\s\S]*?-->/g, '').replace(/<\?[\s\S]*?\?>/g, '').trim();
  const strange = [...text.matchAll(/<\/?\s*([^\s/>]+)/g)].map(([, name]) => name).find((name) => !SHAPES.has(name));
  if (strange) throw `${path}: <${strange}> cannot be part of the mark. Draw it with ${[...SHAPES].join(', ')}.`;
  const unfit = text.match(FORBIDDEN);
  if (unfit) throw `${path}: “${unfit[0].trim()}” cannot be part of the mark. Write fill="currentColor" or stroke="currentColor" and no styles.`;
  const whole = text.match(/^<svg\b[^>]*\bviewBox="0 0 24 24"[^>]*>([\s\S]*)<\/svg>$/);
  if (!whole) throw `${path}: the mark should be one <svg viewBox="0 0 24 24">…</svg>. Draw it in a square of 24 by 24.`;
  return whole[1].trim().replace(/>\s+</g, '><');
}

/** A page's start tags that a test picks, each turned into something else. */
const tags = (html, picks, turn) => html.replace(/<[a-z][^>]*>/gi, (tag) => (picks(tag) ? turn(tag) : tag));
/** An attribute's value, whether or not the page has been packed. */
const value = (tag, name) => tag.match(new RegExp(`\\s${name}=(?:"([^"]*)"|([^\\s>]+))`))?.slice(1).find((one) => one !== undefined);
const set = (tag, name, text) => tag.replace(new RegExp(`\\s${name}=(?:"[^"]*"|[^\\s>]+)`), () => ` ${name}="${escaped(text)}"`);

/** The page with a region's name, first words, colours, mark and first files. */
function page(html, { locale, pack, say, colours, sheet, mark, picture }) {
  html = tags(html, (tag) => /^<html\b/.test(tag), (tag) => set(tag, 'lang', locale));
  html = html.replace(/<title>[^<]*/, () => `<title>${escaped(`${say('frame.programme')} – ${say('frame.product')}`)}`);
  html = tags(html, (tag) => value(tag, 'name') === 'description', (tag) => set(tag, 'content', `${say('start.heading')} ${say('start.what')}`));
  // What other places show of a shared address: the picture only where the region has its own.
  const shared = { 'og:title': say('start.heading'), 'og:description': say('start.what'), 'og:site_name': `${say('frame.programme')} ${say('frame.product')}`, 'og:image:alt': say('start.heading') };
  html = tags(html, (tag) => value(tag, 'property') in shared, (tag) => set(tag, 'content', shared[value(tag, 'property')]));
  html = tags(html, (tag) => value(tag, 'property') === 'og:locale' || (!picture && value(tag, 'property')?.startsWith('og:image')), () => '');
  for (const theme of ['light', 'dark']) {
    const themed = (tag) => value(tag, 'name') === 'theme-color' && value(tag, 'media')?.includes(theme);
    html = tags(html, themed, (tag) => set(tag, 'content', colours[theme].paper));
  }
  // What stands before the next tag, but for a space that parts the two.
  let said = 0;
  html = html.replace(/(<[^>]*\sdata-text=(?:"([^"]*)"|([^\s>]+))[^>]*>)[^<]*?(\s*)(?=<)/g, (_, tag, quoted, bare, space) => {
    said += 1;
    return `${tag}${escaped(say(quoted ?? bare))}${space}`;
  });
  const preload = (tag) => value(tag, 'rel') === 'preload' && value(tag, 'href')?.startsWith('questions/');
  const first = ['index.json', `${pack}/questionnaire.json`, `${pack}/${locale}.json`, `ui/${locale}.json`].map((name) => `questions/${name}`);
  html = tags(html, preload, (tag) => set(tag, 'href', first.shift()));
  // After the site's own tokens, in the same layer, so that these win.
  let placed = 0;
  html = tags(html, (tag) => /(?:tokens|styles)-[0-9a-f]+\.css/.test(tag), (tag) => {
    placed += 1;
    return `${tag}<link rel="stylesheet" href="${sheet}">`;
  });
  html = tags(html, (tag) => value(tag, 'rel') === 'icon', (tag) => set(tag, 'href', 'icons/favicon.svg').replace(/\sintegrity=(?:"[^"]*"|[^\s>]+)/, ''));
  if (mark) {
    html = html.replace(/(<symbol[^>]*\sid="?mark"?[^>]*>)[\s\S]*?(?=<\/symbol>)/, (_, tag) => tag + mark);
    html = html.replace(/(<p class="?brand"?><svg[^>]*>)[\s\S]*?(?=<\/svg>)/, (_, tag) => tag + mark);
  }
  if (placed !== 1 || said < 5 || first.length > 0) throw 'index.html is not as a build leaves it. Build it anew with cargo xtask dist.';
  return html;
}

/** The colours as a style sheet. */
function style(colours) {
  const list = (theme) => Object.entries(colours[theme]).map(([name, colour]) => `--${name}:${colour}`).join(';');
  return `@layer tokens{:root{${list('light')}}@media (prefers-color-scheme:dark){:root{${list('dark')}}}}`;
}

/** Lays a region over a built site. What is wrong is thrown as a sentence. */
export function dress(site, region) {
  const [kit, laid] = [resolve(region), mkdtempSync(join(tmpdir(), 'kickstart-region-'))];
  const check = ['run', '--quiet', '--locked', '--no-default-features', '--features', 'cli', '--bin', 'kickstart', '--', 'check'];
  // The flags of a build for browsers are not for this program.
  const { CARGO_ENCODED_RUSTFLAGS, ...env } = process.env;
  try {
    // From the source's content, so that a site can be made another region's, too.
    execFileSync('cargo', [...check, 'questions', 'seeds', '--region', kit, '-o', laid], { cwd: source, env, stdio: ['ignore', 'inherit', 'inherit'] });
  } catch {
    rmSync(laid, { recursive: true });
    throw `${region} is not in order; see above. Nothing was built from it.`;
  }
  for (const folder of ['questions', 'seeds']) {
    cpSync(join(source, folder, 'schema'), join(laid, folder, 'schema'), { recursive: true });
    rmSync(join(site, folder), { recursive: true, force: true });
    cpSync(join(laid, folder), join(site, folder), { recursive: true });
  }
  rmSync(laid, { recursive: true });

  const index = json(join(site, 'questions/index.json'));
  const locale = index.locales[0].id;
  const { texts } = json(join(site, `questions/ui/${locale}.json`));
  const say = (key) => {
    if (!texts[key]) throw `questions/ui/${locale}.json has no ${key}, which the page begins with.`;
    return texts[key];
  };
  const colours = json(join(site, 'seeds/region/colours.json'));

  for (const icon of ICONS) {
    const own = join(kit, 'style/icons', icon);
    if (!existsSync(own)) throw `${own} is missing. Each region has its own icons: ${ICONS.join(', ')}.`;
    cpSync(own, join(site, 'icons', icon));
  }
  const [share, picture] = [join(site, 'icons/share.png'), join(kit, 'style/icons/share.png')];
  if (existsSync(picture)) cpSync(picture, share);
  else rmSync(share, { force: true });
  for (const { id } of index.locales) {
    const [own, ours] = [join(kit, `docs/method.${id}.md`), join(source, `docs/method.${id}.md`)];
    const method = [own, ours].find((path) => existsSync(path));
    if (!method) throw `${own} is missing: how the tool reckons, in each language.`;
    cpSync(method, join(site, `method.${id}.md`));
  }
  for (const name of readdirSync(site)) {
    const [, tag] = name.match(/^method\.(.+)\.md$/) ?? [];
    const stale = /^(?:favicon|colours)-[0-9a-f]+\./.test(name) || (tag && index.locales.every(({ id }) => id !== tag));
    if (stale) rmSync(join(site, name));
  }

  const css = style(colours);
  const sheet = `colours-${createHash('sha256').update(css).digest('hex').slice(0, 16)}.css`;
  writeFileSync(join(site, sheet), css);
  const mark = existsSync(join(kit, 'style/mark.svg')) ? drawing(join(kit, 'style/mark.svg')) : '';
  const start = join(site, 'index.html');
  const bare = read(start).replace(/<link rel="stylesheet" href="colours-[0-9a-f]+\.css">/g, '');
  writeFileSync(start, page(bare, { locale, pack: index.default, say, colours, sheet, mark, picture: existsSync(picture) }));

  const [name, product] = [say('frame.programme'), say('frame.product')];
  const short = product.charAt(0).toLocaleUpperCase(locale) + product.slice(1);
  const paper = colours.light.paper;
  const manifest = { ...json(join(site, 'manifest.webmanifest')), name: `${name} – ${product}`, short_name: short, description: `${say('start.heading')} ${say('start.what')}`, lang: locale, background_color: paper, theme_color: paper };
  writeFileSync(join(site, 'manifest.webmanifest'), `${JSON.stringify(manifest, null, 1)}\n`);
  console.log(`✓ made the site of ${basename(kit)}: ${name} – ${product}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [site, region] = process.argv.slice(2);
  try {
    if (!site || !region) throw 'usage: node xtask/region.mjs SITE REGION';
    dress(site, region);
  } catch (problem) {
    if (typeof problem !== 'string') throw problem;
    console.error(problem);
    process.exit(1);
  }
}
