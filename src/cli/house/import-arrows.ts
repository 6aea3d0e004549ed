import { dirname, join, normalize } from 'node:path';
import type { Tree } from './tree.ts';

/** Which rooms of src/ each room may import from, besides itself. */
const ARROWS: Record<string, string[]> = {
  system: [],
  course: ['system'],
  telemetry: [],
  'trace-view': ['system', 'telemetry/trace'],
  terminal: ['system/no-proxy.ts'],
  files: [],
  runtimes: ['system', 'telemetry', 'disk'],
  grading: [
    'system',
    'telemetry',
    'course',
    'runtimes/runtime.ts',
    'runtimes/logs/crash-place.ts',
    'runtimes/logs/failure-lines.ts',
    'runtimes/wrap-runtime.ts',
  ],
  api: ['system', 'course'],
  bench: ['system', 'runtimes', 'grading', 'telemetry', 'trace-view', 'course', 'api', 'disk'],
  server: ['system', 'bench', 'runtimes', 'telemetry', 'trace-view', 'course', 'api', 'terminal', 'disk'],
  site: ['system', 'api', 'course', 'trace-view', 'terminal/client'],
  cli: [
    'system',
    'disk',
    'bench',
    'runtimes',
    'grading',
    'trace-view',
    'course',
    'api',
    'server',
    'telemetry',
    'terminal/server',
  ],
};

/** What a lab's own modules may import, besides files of the lab's folder: what a judge sees, and the names in it. */
const LAB_ARROWS = [
  'grading',
  'system/part-names.ts',
  'telemetry/trace',
  'telemetry/clients/collector-counters.ts',
  'course/verdict.ts',
  'course/answers',
];

/** Imports between the rooms of src/ go one way only, so that each can be understood and tested alone. */
export function importArrows(tree: Tree): string[] {
  return judgeAll(tree, new Set());
}

/** The rule allows no arrow that nothing draws: an arrow that is allowed will be drawn one day. */
export function idleArrows(tree: Tree): string[] {
  const drawn = new Set(drawnArrows(tree));
  return Object.entries(ARROWS)
    .flatMap(([from, allowed]) => allowed.map((to) => `${from} → ${to}`))
    .filter((arrow) => !drawn.has(arrow))
    .map((arrow) => `src/cli/house/import-arrows.ts: allows ${arrow}, which no import uses. Take it out.`);
}

/** The arrows between rooms that some import draws, such as `site → api`. */
export function drawnArrows(tree: Tree): string[] {
  const drawn = new Set<string>();
  judgeAll(tree, drawn);
  return [...drawn];
}

function judgeAll(tree: Tree, drawn: Set<string>): string[] {
  return tree.files
    .filter((file) => /^(src|labs\/[^/]+)\/.*\.(ts|astro)$/.test(file))
    .flatMap((file) => importsOf(tree.text(file)).flatMap((wanted) => judge(file, wanted, drawn)));
}

function judge(file: string, wanted: string, drawn: Set<string>): string[] {
  const target = targetOf(file, wanted);
  if (!target) return [];
  if (file.startsWith('labs/')) return judgeLab(file, target);
  const from = file.split('/')[1]!;
  const to = target.startsWith('src/') ? target.split('/')[1]! : target;
  if (to === from || file.split('/').length < 3) return [];
  const allowed = ARROWS[from];
  if (!allowed)
    return [
      `${file}: src/${from} is no room that design knows. Put it in a room, or add the room to this rule.`,
    ];
  const arrow = allowed.find((place) => isBelow(target, `src/${place}`));
  if (arrow) drawn.add(`${from} → ${arrow}`);
  return arrow ? [] : [refusal(file, target, `src/${from}`, allowed)];
}

function judgeLab(file: string, target: string): string[] {
  const lab = file.split('/').slice(0, 2).join('/');
  if (isBelow(target, lab) || LAB_ARROWS.some((place) => isBelow(target, `src/${place}`))) return [];
  return [refusal(file, target, lab, LAB_ARROWS)];
}

function refusal(file: string, target: string, from: string, allowed: string[]): string {
  const may = allowed.length > 0 ? allowed.join(', ') : 'no other room';
  return `${file}: imports ${target.replace(/^src\//, '')}, but ${from} may import from ${may}. Move the code, or pass it in.`;
}

function isBelow(target: string, place: string): boolean {
  return target === place || target.startsWith(`${place}/`);
}

/** The imported file as a path from the root, or nothing when it is a package. */
export function targetOf(file: string, wanted: string): string | undefined {
  if (wanted.startsWith('#')) return `src/${wanted.slice(1)}`;
  if (!wanted.startsWith('.')) return undefined;
  const path = normalize(join(dirname(file), wanted));
  return /^(src|labs)\//.test(path) ? path : undefined;
}

/** What a file imports, as it is written there; types too. */
export function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g)].map((match) => match[1]!);
}
