/** Tests, Go's included, and the files of learners and their answers, which are as long as what they show. */
export function isExempt(file: string): boolean {
  return /^tests\/|_test\.go$|\.test\.ts$|^labs\/(templates\/)?[^/]+\/(start|solution|alternatives|mistakes)\//.test(
    file,
  );
}
