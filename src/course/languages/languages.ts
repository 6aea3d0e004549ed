/** Languages that the course does not run, and what it calls them. */
export const LANGUAGES = {
  java: 'Java agent',
  python: 'Python',
  node: 'Node.js',
  dotnet: '.NET',
} as const;
export type Language = keyof typeof LANGUAGES;
