import { dirname, join, normalize } from 'node:path';
import type { Tree } from './tree.ts';

/** Which rooms of src/ each room may import from, besides itself. */
const ARROWS: Record<string, string[]> = {
  course: [],
  telemetry: ['course'],
  terminal: [],
  runtimes: ['telemetry', 'course'],
  grading: ['telemetry', 'course', 'runtimes/runtime.ts', 'runtimes/parts.ts'],
  api: ['course', 'grading/verdict.ts'],
  bench: ['runtimes', 'grading', 'telemetry', 'course', 'api', 'terminal'],
  server: ['bench', 'runtimes', 'grading', 'telemetry', 'course', 'api', 'terminal'],
  site: ['api', 'course', 'terminal', 'grading/verdict.ts'],
  cli: ['bench', 'runtimes', 'grading', 'telemetry', 'course', 'api', 'terminal', 'server'],
};

/** Imports between the rooms of src/ go one way only, so that each can be understood and tested alone. */
export function importArrows(tree: Tree): string[] {
  return tree.files
    .filter((file) => /^src\/.*\.(ts|astro)$/.test(file))
    .flatMap((file) => importsOf(tree.text(file)).flatMap((wanted) => judge(file, wanted)));
}

function judge(file: string, wanted: string): string[] {
  const target = targetOf(file, wanted);
  const from = file.split('/')[1]!;
  const to = target?.split('/')[0];
  if (!target || !to || to === from || file.split('/').length < 3) return [];
  const allowed = ARROWS[from];
  if (!allowed)
    return [
      `${file}: src/${from} is no room that design knows. Put it in a room, or add the room to this rule.`,
    ];
  if (allowed.some((place) => target === place || target.startsWith(`${place}/`))) return [];
  const may = allowed.length > 0 ? allowed.join(', ') : 'no other room';
  return [
    `${file}: imports ${target}, but src/${from} may import from ${may}. Move the code, or pass it in.`,
  ];
}

/** The imported file as a path below src/, or nothing when it is a package or outside src/. */
function targetOf(file: string, wanted: string): string | undefined {
  if (wanted.startsWith('#')) return wanted.slice(1);
  if (!wanted.startsWith('.')) return undefined;
  const path = normalize(join(dirname(file), wanted));
  return path.startsWith('src/') ? path.slice('src/'.length) : undefined;
}

function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g)].map((match) => match[1]!);
}
