/** The members of an object as a form: files as they are, lists as repeated fields, objects as JSON. */
export function formOf(contentType: string, values: object): FormData | URLSearchParams {
  if (values instanceof FormData) return values;
  const form = contentType === "multipart/form-data" ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === undefined || item === null) continue;
      const field: unknown =
        typeof item === "object" && !(item instanceof Blob) ? JSON.stringify(item) : item;
      // `append` makes text of what is no Blob; its types want the caller to have done so.
      form.append(name, field as string);
    }
  }
  return form;
}
