import { stringLiteral } from "../emit/literal.ts";
import { pascalCase } from "../model/names.ts";

/** An overlay to begin from, for a document that belongs to somebody else. It changes nothing as it is. */
export function starterOverlay(provider: string, extended: string): string {
  const title = pascalCase(provider);
  const env = provider.toUpperCase().replaceAll("-", "_");
  return `# What the document does not say: how its jobs live. The document itself stays as it is.
overlay: 1.0.0
info:
  title: The jobs of ${title}
  version: 1.0.0
extends: ${stringLiteral(extended)}
actions:
  - target: $
    description: Names of credentials, and the kinds of job.
    update:
      x-jobwire: {}
      # x-jobwire:
      #   auth:
      #     <security scheme>: { option: apiKey, env: ${env}_API_KEY }
      # All that x-jobs can say: jobwire help x-jobs
      # x-jobs:
      #   job:
      #     start: createJob          # operationId, or "POST /v1/jobs" (in quotes if it holds {…})
      #     read: getJob
      #     cancel: cancelJob
      #     id: /id
      #     status:
      #       at: /status
      #       queued: [queued]
      #       running: [running]
      #       succeeded: [succeeded]
      #       failed: [failed]
      #       cancelled: [cancelled]
      #     output: /output
      #     failure: { message: /error }

  # Corrections of single places go into actions of their own:
  # - target: $.paths['/v1/jobs'].get
  #   update: { operationId: listJobs }
  # - target: $.paths['/internal']
  #   remove: true
`;
}
