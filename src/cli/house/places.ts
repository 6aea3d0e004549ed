import { homedir } from 'node:os';
import { dirname } from 'node:path';
import type { Tree } from './tree.ts';

/** The tree holds no package registry's address and no path of the machine it was written on. */
export function places(tree: Tree): string[] {
  const above = dirname(tree.root);
  const paths = [above, homedir()].filter((path) => path !== '/').map((path) => `${path}/`);
  return tree.files
    .filter((file) => !/\.(png|jpe?g|webp|ico|woff2?)$/.test(file))
    .flatMap((file) => {
      const text = tree.text(file);
      const registry = REGISTRY.exec(text)?.[0];
      const path = file === 'package-lock.json' ? undefined : paths.find((wanted) => text.includes(wanted));
      return [
        ...(registry
          ? [`${file}: names a package registry (${registry}). Take it out: every machine has its own.`]
          : []),
        ...(path
          ? [
              `${file}: names ${path}, a folder of this machine. Make it relative, or take it from the environment.`,
            ]
          : []),
      ];
    });
}

const REGISTRY = new RegExp(
  [
    '"resolved": "https?:',
    'GO' + 'PROXY=',
    'registry ?[=:] ?"?https?:',
    'registry\\.npm' + 'js',
    'proxy\\.go' + 'lang',
  ].join('|'),
);
