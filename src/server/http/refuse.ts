import type { ChangeRefusal } from '#bench/workspace-changes/refusal.ts';
import { problemResponse } from './problem-response.ts';

const STATUS = { malformed: 400, gone: 404, conflict: 409, disk: 507 } as const;

/** The answer to a call that the bench has refused. */
export function refuse({ because, refused }: ChangeRefusal): Response {
  return problemResponse(STATUS[because], refused);
}
