import { InputError } from "./parse-document.ts";

/** What is read, or `undefined` if there is no such thing. */
export async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
