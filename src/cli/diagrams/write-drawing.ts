import { SERVICES } from '#system/part-names.ts';
import type { DrawnNode } from './drawn-node.ts';
import { SMALLEST_TEXT } from './look.ts';
import { letters, shapeStyle, textStyle } from './paint.ts';

interface Words {
  /** Begins every id of the drawing, so that several can stand in one page. */
  id: string;
  title: string;
  description: string;
}

const SHAPES = ['rect', 'circle', 'ellipse', 'line', 'path', 'polygon', 'polyline'];
const TEXTS = ['text', 'tspan'];
const GROUPS = ['g', 'a', 'svg', 'marker'];
const GEOMETRY =
  'd x y x1 y1 x2 y2 dx dy r rx ry cx cy width height points transform viewBox refX refY markerWidth markerHeight markerUnits orient'.split(
    ' ',
  );

/**
 * A drawing as a file that follows the reader's theme: only what is seen of it, painted with CSS variables, with its
 * title and description, and never so small that its letters cannot be read.
 */
export function writeDrawing(root: DrawnNode, { id, title, description }: Words): string {
  const markers = new Map<string, string>();
  const body = root.children
    .map((child) => write(child, { id, markers, service: undefined }))
    .filter(Boolean);
  const ends = [...markers].map(([old, own]) => {
    const marker = [...nodesOf(root)].find((node) => node.name === 'marker' && node.id === old);
    const text = marker ? write(marker, { id, markers, service: undefined, inMarker: true }) : '';
    return text.replace('<marker', `<marker id="${own}"`);
  });
  const [x = 0, y = 0, width = 0, height = 0] = (root.attributes['viewBox'] ?? '').split(' ').map(Number);
  const box = round([x, y, width, height].join(' '));
  const least = Math.ceil((width * SMALLEST_TEXT) / smallestText(root));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="${box}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" style="min-width:${least}px" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-words">`,
    `<title id="${id}-title">${escapeText(title)}</title>`,
    `<desc id="${id}-words">${escapeText(description)}</desc>`,
    ...(ends.length > 0 ? [`<defs>${ends.join('')}</defs>`] : []),
    ...body,
    '</svg>',
  ].join('\n');
}

interface Place {
  id: string;
  /** Ends of lines in use: Mermaid's id and ours. */
  markers: Map<string, string>;
  /** Of the part that this element belongs to. */
  service: string | undefined;
  inMarker?: boolean;
}

function write(node: DrawnNode | string, place: Place): string {
  if (typeof node === 'string') return '';
  const { name, attributes, style } = node;
  const isText = TEXTS.includes(name);
  const isGroup = GROUPS.includes(name);
  if (style.hidden || (name === 'marker' && !place.inMarker)) return '';
  // Mermaid leaves a box without a size behind each label that is empty.
  if (name === 'rect' && !attributes['width']) return '';
  const service = place.service ?? (name === 'g' ? serviceOf(node) : undefined);
  const painted = SHAPES.includes(name) ? shapeStyle(node, service !== undefined) : '';
  if (painted === undefined || !(painted || isText || isGroup)) return '';
  const css = name === 'text' ? textStyle(node) : painted;
  const inside = node.children
    .map((child) =>
      typeof child === 'string' ? (isText ? escapeText(child) : '') : write(child, { ...place, service }),
    )
    .join('');
  if ((isText || name === 'g') && inside.trim() === '') return '';
  const head = [
    name === 'a' || name === 'svg' ? 'g' : name,
    ...GEOMETRY.flatMap((key) =>
      attributes[key] === undefined ? [] : [`${key}="${escapeText(round(attributes[key]))}"`],
    ),
    ...(service && !place.service ? [`data-service="${service}"`] : []),
    ...lineEnds(node, place),
    ...(css ? [`style="${escapeText(css)}"`] : []),
  ].join(' ');
  return inside ? `<${head}>${inside}</${head.split(' ')[0]}>` : `<${head}/>`;
}

function lineEnds({ attributes }: DrawnNode, { id, markers }: Place): string[] {
  return ['marker-start', 'marker-end'].flatMap((end) => {
    const old = /#([^")]+)/.exec(attributes[end] ?? '')?.[1];
    if (!old) return [];
    const own = markers.get(old) ?? `${id}-end-${markers.size + 1}`;
    markers.set(old, own);
    return [`${end}="url(#${own})"`];
  });
}

/** The service that a box of the drawing stands for. */
function serviceOf(node: DrawnNode): string | undefined {
  const parts = node.children.filter((child) => typeof child !== 'string');
  if (!node.classes.includes('node') && !parts.some(({ classes }) => classes.includes('actor')))
    return undefined;
  const text = textOf(node).replaceAll(/\s/g, '');
  return SERVICES.find((name) => name === text);
}

function textOf(node: DrawnNode | string): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

function smallestText(root: DrawnNode): number {
  const texts = [...nodesOf(root)].filter(({ name, style }) => name === 'text' && !style.hidden);
  return Math.min(...texts.map((text) => Number.parseFloat(letters(text).fontSize)));
}

function* nodesOf(node: DrawnNode): Generator<DrawnNode> {
  yield node;
  for (const child of node.children) if (typeof child !== 'string') yield* nodesOf(child);
}

/** Tenths of a pixel are finer than any screen. */
function round(text: string): string {
  return text.replaceAll(/-?\d+\.\d+(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10));
}

function escapeText(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
