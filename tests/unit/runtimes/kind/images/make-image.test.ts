import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeImage } from '#runtimes/kind/images/make-image.ts';
import { stubTools } from '../stub-tools.ts';

const never = new AbortController().signal;
const IMAGE = 'spanwise/orders:0123456789abcdef';

test('an image is made from what docker is given on its input: one from a snap sees no hidden folder', async () => {
  const tools = stubTools({
    docker: 'case "$1" in image) exit 1;; build) cat > "$folder/context.tar";; esac',
  });
  const program = join(tools.folder, '.cache-orders');
  writeFileSync(program, 'the program');
  await makeImage(IMAGE, program, never);
  expect(tools.calls().at(-1)).toBe(`docker build --quiet --tag ${IMAGE} -`);
  expect(tools.calls().join()).not.toContain(tools.folder);
  const context = readFileSync(join(tools.folder, 'context.tar'), 'utf8');
  for (const part of ['Dockerfile', 'COPY', 'program', 'the program']) expect(context).toContain(part);
});

test('one that the engine has is not made again', async () => {
  const tools = stubTools({ docker: 'echo there' });
  await makeImage(IMAGE, '/nowhere', never);
  expect(tools.calls()).toHaveLength(1);
});
