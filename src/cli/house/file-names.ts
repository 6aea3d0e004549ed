import { basename } from 'node:path';
import type { Tree } from './tree.ts';

const DRAWERS = ['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'shared', 'lib'];

/** Names say what a file is for: kebab-case, and no drawers for whatever has no other place. */
export function fileNames(tree: Tree): string[] {
  return tree.files.flatMap((file) => [...drawer(file), ...spelling(file), ...barrel(file, tree)]);
}

function drawer(file: string): string[] {
  const found = file.split('/').find((part) => DRAWERS.includes(part.replace(/\..*$/, '')));
  return found ? [`${file}: “${found}” says nothing of what is inside. Name it for its one job.`] : [];
}

function spelling(file: string): string[] {
  const name = basename(file);
  const wanted = file.endsWith('.go')
    ? /^[a-z0-9_]+\.go$/
    : /^(\[[a-z.]+\]|[a-z0-9]+(-[a-z0-9]+)*)(\.[a-z0-9]+)*$/;
  if (!/\.(ts|mjs|astro|css|go)$/.test(file) || wanted.test(name)) return [];
  return [
    `${file}: file names are one lower-case word or ${file.endsWith('.go') ? 'snake_case' : 'kebab-case'}. Rename it.`,
  ];
}

function barrel(file: string, tree: Tree): string[] {
  if (!file.endsWith('.ts') || file.endsWith('.d.ts')) return [];
  const code = tree.text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const rest = code
    .replace(/^\s*export\s+(type\s+)?(\*|\{[^}]*\})\s*(as \w+\s*)?from\s+'[^']+';?/gm, '')
    .trim();
  return code.trim() && !rest
    ? [`${file}: only passes on what other files export. Import from those files and delete it.`]
    : [];
}
