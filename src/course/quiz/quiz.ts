import { z } from 'zod';
import { refuseDoubles } from '../load/refuse-doubles.ts';
import { QuestionSchema } from './question.ts';

/** content/chapters/<NN-slug>/quiz.yaml: the questions at the end of a chapter. */
export const QuizSchema = z
  .strictObject({
    questions: z.array(QuestionSchema).min(5).describe('At least five, in the order asked'),
  })
  .superRefine((quiz, context) => {
    refuseDoubles(quiz.questions, ['questions'], context);
    for (const [index, question] of quiz.questions.entries()) {
      if ('choices' in question) refuseDoubles(question.choices, ['questions', index, 'choices'], context);
      if ('items' in question) refuseDoubles(question.items, ['questions', index, 'items'], context);
    }
  });
export type Quiz = z.infer<typeof QuizSchema>;
