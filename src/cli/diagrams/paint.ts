import type { DrawnNode } from './drawn-node.ts';
import { STAND_INS } from './look.ts';

/**
 * A shape's style with the site's tokens for colours; undefined where nothing of it is seen. Nothing shines through:
 * Mermaid's ground of a label would let the line behind it strike the words out.
 */
export function shapeStyle({ name, classes, style }: DrawnNode, ofService: boolean): string | undefined {
  const isLine = name === 'line' || style.fill === 'none';
  const stroke = paint(style.stroke, isLine ? 'ink-soft' : 'line-strong');
  const fill = isLine ? 'none' : paint(style.fill, stroke === 'none' ? 'ink-soft' : 'raised');
  if (fill === 'none' && stroke === 'none') return undefined;
  // The outline of a service has the colour that the service has everywhere.
  const own = ofService && stroke !== 'none' && fill !== 'none';
  const dashes = style.dashes.replaceAll('px', '');
  const dashed = stroke !== 'none' && Number.parseFloat(dashes) > 0 && !dashes.endsWith(', 0');
  return join([
    `fill:${fill}`,
    stroke !== 'none' && `stroke:${own ? 'var(--service)' : stroke}`,
    stroke !== 'none' &&
      `stroke-width:${own ? '2px' : classes.includes('actor-line') ? '1px' : style.strokeWidth}`,
    dashed && `stroke-dasharray:${dashes}`,
  ]);
}

/** The same for a text. One over lines has a rim of the ground’s colour, so that it can be read. */
export function textStyle(node: DrawnNode): string {
  const { style, classes } = node;
  const { fill, fontSize, fontWeight } = letters(node);
  return join([
    `fill:${paint(fill, 'ink')}`,
    classes.includes('messageText') &&
      'paint-order:stroke;stroke:var(--raised);stroke-width:4px;stroke-linejoin:round',
    `font-size:${fontSize}`,
    fontWeight !== '400' && `font-weight:${fontWeight}`,
    style.anchor !== 'start' && `text-anchor:${style.anchor}`,
    style.baseline !== 'auto' && `dominant-baseline:${style.baseline}`,
  ]);
}

/** The style that a text's letters have: Mermaid styles the lines in it apart. */
export function letters(text: DrawnNode): DrawnNode['style'] {
  const line = text.children.find((child) => typeof child !== 'string');
  return line ? letters(line) : text.style;
}

/** A colour as the token it stands for; a colour that Mermaid made up gets the token of its role. */
function paint(colour: string, role: keyof typeof STAND_INS): string {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (colour === 'none' || alpha === 0) return 'none';
  const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  const token = Object.entries(STAND_INS).find(([, standIn]) => standIn === hex)?.[0] ?? role;
  return `var(--${token})`;
}

function join(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(';');
}
