import { expect, test } from 'vitest';
import { z } from 'zod';
import { CheckOutputSchema, RequestOutputSchema, StatusOutputSchema } from '#api/lab-output.ts';
import { ChapterSchema } from '#course/chapter.ts';
import { CourseSchema } from '#course/course.ts';
import { FindingsSchema } from '#course/finding.ts';
import { GlossarySchema } from '#course/glossary.ts';
import { LabSchema } from '#course/lab.ts';
import { TopicSchema } from '#course/languages/topic.ts';
import { QuizSchema } from '#course/quiz/quiz.ts';
import { FactsSchema } from '#course/standard/facts.ts';
import { WordsSchema } from '#course/standard/words.ts';

// docs/schemas is what editors use while an author writes. `vitest -u` renews it.
test.for([
  ['chapter', ChapterSchema],
  ['course', CourseSchema],
  ['findings', FindingsSchema],
  ['glossary', GlossarySchema],
  ['lab', LabSchema],
  ['quiz', QuizSchema],
  ['topic', TopicSchema],
  ['words', WordsSchema],
  ['facts', FactsSchema],
] as const)('docs/schemas/%s.json says what the schema in src/course says', async ([name, schema]) => {
  const text = `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`../../../docs/schemas/${name}.json`);
});

// What programs read of the command lab.
test.for([
  ['lab-check-output', CheckOutputSchema],
  ['lab-request-output', RequestOutputSchema],
  ['lab-status-output', StatusOutputSchema],
] as const)('docs/schemas/%s.json says what the schema in src/api says', async ([name, schema]) => {
  const text = `${JSON.stringify(z.toJSONSchema(schema, { io: 'output' }), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`../../../docs/schemas/${name}.json`);
});
