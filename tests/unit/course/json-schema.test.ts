import { expect, test } from 'vitest';
import { z } from 'zod';
import { ChapterSchema } from '#course/chapter.ts';
import { FindingsSchema } from '#course/finding.ts';
import { LabSchema } from '#course/lab.ts';
import { QuizSchema } from '#course/quiz.ts';

// docs/schemas is what editors use while an author writes. `vitest -u` renews it.
test.for([
  ['chapter', ChapterSchema],
  ['findings', FindingsSchema],
  ['lab', LabSchema],
  ['quiz', QuizSchema],
] as const)('docs/schemas/%s.json says what the schema in src/course says', async ([name, schema]) => {
  const text = `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`../../../docs/schemas/${name}.json`);
});
