import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { answerFolders } from '../answers/answer-folders.ts';
import { MADE_FROM } from '../answers/made-from.ts';
import { recordAnswers } from '../answers/record-answers.ts';
import { clientCalling } from './clients.ts';
import { checksModule, findingsYaml, labYaml } from './texts.ts';

/** The file of the Bookstore that the new lab takes apart: the client with which storefront calls orders. */
const CLIENT = 'internal/storefront/orders_client.go';

/** Every file of a new lab, by its path in the lab's folder. It runs, is graded and proved as it is. */
export async function labFiles(labsFolder: string, id: string): Promise<Map<string, string>> {
  const healthy = await readFile(join(labsFolder, 'bookstore', CLIENT), 'utf8');
  const client = clientCalling(healthy);
  return new Map([
    ['lab.yaml', labYaml(id, CLIENT)],
    ['findings.yaml', findingsYaml],
    ['checks.ts', checksModule],
    [`start/${CLIENT}`, client.plain],
    [`solution/mend/${CLIENT}`, healthy],
    [`alternatives/mend/transport-on-a-transport-of-its-own/${CLIENT}`, client.ownTransport],
    [`alternatives/mend/transport-without-a-base/${CLIENT}`, client.noBase],
    [`mistakes/mend/split-trace.header-of-its-own/${CLIENT}`, client.ownHeader],
    [`mistakes/mend/client-root.background-context/${CLIENT}`, client.background],
  ]);
}

/** Writes the files, and from which version of the Bookstore they were made; the folder must not be there. */
export async function makeLab(labsFolder: string, id: string): Promise<string[]> {
  const files = await labFiles(labsFolder, id);
  const folder = join(labsFolder, id);
  await mkdir(folder);
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  for (const answers of await answerFolders(dirname(labsFolder), id)) await recordAnswers(answers);
  return [...files.keys(), MADE_FROM];
}
