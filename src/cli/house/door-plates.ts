import type { Tree } from './tree.ts';

/** Every room of src/ says in its README.md what it is for, and what each folder in it holds. */
export function doorPlates(tree: Tree): string[] {
  const inside = tree.files
    .map((file) => file.split('/'))
    .filter(([top, , deeper]) => top === 'src' && deeper);
  const rooms = [...new Set(inside.map(([, room]) => room!))];
  return rooms.flatMap((room) => {
    const plate = `src/${room}/README.md`;
    if (!tree.files.includes(plate))
      return [
        `${plate}: is missing. Say in a sentence what src/${room} is for, and in a line what each folder holds.`,
      ];
    const folders = new Set(
      inside.filter((path) => path[1] === room && path.length > 3).map((path) => path[2]!),
    );
    return [...judgePlate(plate, tree.text(plate), folders)];
  });
}

function judgePlate(plate: string, text: string, folders: ReadonlySet<string>): string[] {
  const named = new Set(
    [...text.matchAll(/^- .*?:/gm)]
      .flatMap(([line]) => [...line.matchAll(/`([\w-]+)\/`/g)])
      .map(([, name]) => name!),
  );
  const silent = [...folders].filter((name) => !named.has(name));
  const gone = [...named].filter((name) => !folders.has(name));
  return [
    ...silent.map((name) => `${plate}: says nothing of ${name}/. Add a line: - \`${name}/\`: what it holds.`),
    ...gone.map((name) => `${plate}: names ${name}/, which is gone. Take the line out.`),
  ];
}
