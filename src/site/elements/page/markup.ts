/** Text that is already HTML and goes in as it is. */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

/** Builds HTML from a template; every value that is not Markup itself is escaped. False and undefined leave nothing. */
export function html(texts: TemplateStringsArray, ...values: unknown[]): Markup {
  return new Markup(
    texts.map((text, index) => (index === 0 ? text : show(values[index - 1]) + text)).join(''),
  );
}

/** The five characters that mean something to HTML, made harmless. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function show(value: unknown): string {
  if (value instanceof Markup) return value.html;
  if (Array.isArray(value)) return value.map(show).join('');
  if (value === undefined || value === null || value === false) return '';
  return escapeHtml(String(value));
}
