import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from '#system/part-names.ts';

/** Edits of a real workspace, in the main file of one service. */
export function workspaceEdits(workspace: string) {
  let edits = 0;
  const append = async (service: Service, code: string) => {
    const file = join(workspace, 'cmd', service, 'main.go');
    const before = await readFile(file, 'utf8');
    await writeFile(file, `${before}\n${code}\n`);
    return () => writeFile(file, before);
  };
  return {
    async edit(service: Service) {
      edits += 1;
      await append(service, `var edit${edits} = ${edits}`);
    },
    spoil: (service: Service) => append(service, 'var wrong int = "text"'),
  };
}
