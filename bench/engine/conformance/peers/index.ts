import type { Peer } from "../peer.ts";
import { coreLro } from "./core-lro.ts";
import { fal } from "./fal.ts";
import { jobwire } from "./jobwire.ts";
import { openai } from "./openai.ts";
import { replicate } from "./replicate.ts";
import { smithy } from "./smithy.ts";

export async function allPeers(): Promise<readonly Peer[]> {
  return [jobwire(), await openai(), await coreLro(), await smithy(), await replicate(), await fal()];
}
