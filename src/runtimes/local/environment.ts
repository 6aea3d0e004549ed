/** Variables a program of the stack may see of the server's own environment, with the mark of this instance. */
export function environment(instance: string, more: Record<string, string> = {}): Record<string, string> {
  const passed = ['PATH', 'TMPDIR', 'TZ'].flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value]] : [];
  });
  return { ...Object.fromEntries(passed), LANG: 'C.UTF-8', SPANWISE_INSTANCE: instance, ...more };
}
