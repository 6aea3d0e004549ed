/** Puts values into `${NAME}` places of a configuration whose program knows no variables; throws on a name without a value. */
export function fillTemplate(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) {
      throw new Error(`The template names \${${name}}; it may name ${Object.keys(values).join(', ')}`);
    }
    return value;
  });
}
