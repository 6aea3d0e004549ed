import { z } from 'zod';

/** A path of a workspace: inside the Bookstore's module, visible, with / between names. */
export const ModulePathSchema = z
  .string()
  .refine((path) => /^[^/\\.][^/\\]*(\/[^/\\.][^/\\]*)*$/.test(path), {
    error: 'a path inside the Bookstore, with / between names and no name that begins with a dot',
    params: { next: 'write it relative to labs/bookstore, such as internal/storefront/routes.go' },
  });
