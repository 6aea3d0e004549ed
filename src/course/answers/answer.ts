/** What a learner answered to one question: as it was typed, and as it was read. */
export type Answer =
  | { kind: 'text' | 'span' | 'service' | 'choice'; typed: string; value: string }
  | { kind: 'number'; typed: string; value: number }
  | TraceAnswer;

/** A typed trace id. Whether it is one is for the check to say, which can ask the store. */
export interface TraceAnswer {
  kind: 'trace';
  typed: string;
  /** What was typed without dashes and what stands around it, in lower case. */
  digits: string;
  /** 32 lower-case hex digits; absent where `digits` are no trace id. */
  value?: string;
}

/** The answers to the questions of one step, by the id of the question. */
export type StepAnswers = Readonly<Record<string, Answer>>;
