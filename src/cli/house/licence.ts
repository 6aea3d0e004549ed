import type { Tree } from './tree.ts';

/** The project is under one licence, said the same everywhere. */
export function licence(tree: Tree): string[] {
  const { license } = JSON.parse(tree.text('package.json')) as { license?: string };
  const text = tree.files.includes('LICENSE') ? tree.text('LICENSE') : '';
  const others = tree.files.filter(
    (file) => file !== 'LICENSE' && /(^|\/)(LICEN[CS]E|COPYING)(\.\w+)?$/.test(file),
  );
  return [
    ...(license === 'Apache-2.0'
      ? []
      : [`package.json: license is ${license ?? 'missing'}, expected Apache-2.0.`]),
    ...(/Apache License\s+Version 2\.0/.test(text)
      ? []
      : ['LICENSE: is not the text of the Apache License 2.0. Put the whole text there.']),
    ...others.map(
      (file) =>
        `${file}: a second licence file. Foreign code does not belong in the tree; make it a dependency.`,
    ),
  ];
}
