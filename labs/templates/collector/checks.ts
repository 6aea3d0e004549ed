import { checksOf } from '#grading/checks-of.ts';
import { pipeline } from '#grading/experiments/pipeline/pipeline.ts';
import { firstOf } from '#grading/first-of.ts';
import { exporterCannotSend } from './findings/exporter-cannot-send.ts';
import { exporterNotInPipeline } from './findings/exporter-not-in-pipeline.ts';
import { nothingReceived } from './findings/nothing-received.ts';
import { passed } from './findings/passed.ts';
import { spansMissing } from './findings/spans-missing.ts';

/** What each step makes of what became of the checkouts' spans. In the order of a span's way: a fault hides those behind it. */
const judges = {
  connect: firstOf([nothingReceived, exporterCannotSend, exporterNotInPipeline, spansMissing], passed),
};

/** The checks of the lab, by step. */
export const checks = checksOf(pipeline(), judges);
