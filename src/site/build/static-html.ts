import { nothing, type TemplateResult } from 'lit-html';

/**
 * A lit-html template as text, for pages that are built: what the browser draws live and what stands in a page come from
 * the same template. Understands nested templates, lists, attributes, `?name` and `.style`. Other properties and
 * listeners mean nothing in a page without its script, and are refused.
 */
export function staticHtml(value: unknown): string {
  if (value === undefined || value === null || value === nothing) return '';
  if (Array.isArray(value)) return value.map(staticHtml).join('');
  if (isTemplate(value)) return fillTemplate(value);
  if (typeof value === 'object' || typeof value === 'function' || typeof value === 'symbol')
    throw new Error(
      'A static page takes texts, lists and templates of lit-html, no directive and no object.',
    );
  return escapeHtml(String(value));
}

function isTemplate(value: unknown): value is TemplateResult {
  return typeof value === 'object' && value !== null && 'strings' in value && 'values' in value;
}

const BINDING = /\s([.?@]?)([\w-]+)=("?)$/;

function fillTemplate({ strings, values }: TemplateResult): string {
  let html = '';
  let quote = '';
  for (const [index, text] of strings.entries()) {
    // The quote that closes an attribute goes with the attribute.
    const rest = quote && text.startsWith(quote) ? text.slice(quote.length) : text;
    if (index >= values.length) return html + rest;
    const binding = BINDING.exec(rest);
    quote = binding?.[3] ?? '';
    // An attribute with more than its value in it, as in class="a ${b}", stays as it is written.
    const whole = binding && (quote === '' || strings[index + 1]?.startsWith(quote));
    if (!whole) quote = '';
    html += whole
      ? rest.slice(0, binding.index) + attribute(binding[1] ?? '', binding[2] ?? '', values[index])
      : rest + staticHtml(values[index]);
  }
  return html;
}

function attribute(sign: string, name: string, value: unknown): string {
  if (sign === '?') return value ? ` ${name}` : '';
  if (sign === '@' || (sign === '.' && name !== 'style'))
    throw new Error(`A static page cannot have ${sign}${name}: it is set by the page’s script.`);
  return value === nothing ? '' : ` ${name}="${staticHtml(value ?? '')}"`;
}

/** The five characters that mean something to HTML, made harmless. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
