import { isJson } from "../spec/operation.ts";

/** A request body as it came in. */
export interface SentBody {
  readonly bytes: Uint8Array;
  /** The media type that the request states, `""` without one. */
  readonly type: string;
  /** The fields of a form, multipart or URL-encoded. */
  readonly form?: FormData;
}

/** Reads the body of a request. A form that cannot be taken apart has no fields. */
export async function readSentBody(request: Request): Promise<SentBody> {
  const type = request.headers.get("content-type") ?? "";
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length === 0 || !isForm(type)) return { bytes, type };
  const form = await new Response(bytes, { headers: { "content-type": type } })
    .formData()
    .catch(() => undefined);
  return { bytes, type, ...(form && { form }) };
}

/** Whether a media type is that of a form. */
export function isForm(type: string): boolean {
  return /^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i.test(type);
}

/** The body as text. */
export function textOf({ bytes }: SentBody): string {
  return new TextDecoder().decode(bytes);
}

/** The body as a test looks at it: JSON parsed, a form by its fields, bytes where it is no text. */
export function shownBody(body: SentBody): unknown {
  const { bytes, type, form } = body;
  if (bytes.length === 0) return undefined;
  if (form !== undefined)
    return Object.fromEntries([...new Set(form.keys())].map((name) => [name, field(form, name)]));
  if (!isText(type)) return bytes;
  const text = textOf(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function field(form: FormData, name: string): unknown {
  const values = form.getAll(name);
  return values.length === 1 ? values[0] : values;
}

function isText(type: string): boolean {
  return type === "" || isJson(type) || isForm(type) || /^text\/|[/+](xml|yaml)\b/i.test(type);
}
