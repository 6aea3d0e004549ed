import { expect, test } from 'vitest';
import { importCircles } from '#cli/house/import-circles.ts';
import type { Tree } from '#cli/house/tree.ts';

test('no circles of imports', () => {
  expect(
    importCircles(
      treeOf({
        'src/a/one.ts': "import { two } from './two.ts';\nimport { three } from '#b/three.ts';\n",
        'src/a/two.ts': "import { three } from '../b/three.ts';\nimport { z } from 'zod';\n",
        'src/b/three.ts': "// import { one } from '../a/one.ts';\n",
        'tests/unit/one.test.ts': "import './one.test.ts';\n",
      }),
    ),
  ).toEqual([]);
});

test('each circle is told once, with its whole way, types and a lab’s own modules included', () => {
  expect(
    importCircles(
      treeOf({
        'src/a/install.ts': "import type { Restart } from './restart.ts';\n",
        'src/a/parts.ts': "import { install } from './install.ts';\n",
        'src/a/restart.ts':
          "import { parts } from '#a/parts.ts';\nimport { parts as again } from './parts.ts';\n",
        'src/a/user.ts': "import { install } from './install.ts';\nimport { own } from './user.ts';\n",
        'labs/lost/checks.ts': "import { broken } from './findings/broken.ts';\n",
        'labs/lost/findings/broken.ts': "const { checks } = await import('../checks.ts');\n",
      }),
    ),
  ).toMatchInlineSnapshot(`
    [
      "labs/lost/checks.ts: imports itself by way of others (labs/lost/checks.ts → labs/lost/findings/broken.ts → labs/lost/checks.ts). Move what two of them need into a file of its own.",
      "src/a/install.ts: imports itself by way of others (a/install.ts → a/restart.ts → a/parts.ts → a/install.ts). Move what two of them need into a file of its own.",
      "src/a/user.ts: imports itself by way of others (a/user.ts → a/user.ts). Move what two of them need into a file of its own.",
    ]
  `);
});

function treeOf(texts: Record<string, string>): Tree {
  return { root: '/repository', files: Object.keys(texts).sort(), text: (file) => texts[file]! };
}
