import { pascalCase } from "../model/names.ts";

/** A spec to begin from: one kind of job with start, read, list and cancel. It compiles as it is. */
export function starterSpec(provider: string): string {
  const title = pascalCase(provider);
  const env = provider.toUpperCase().replaceAll("-", "_");
  return `# yaml-language-server: $schema=https://spec.openapis.org/oas/3.1/schema/2022-10-07
openapi: 3.1.0
info:
  title: ${title}
  version: 0.1.0
  summary: What this API does, in one sentence.
servers:
  - url: https://api.example.com
security:
  - apiKey: []

x-jobwire:
  auth:
    apiKey: { option: apiKey, env: ${env}_API_KEY }
  errors:
    message: [/error/message, /message]

# How jobs live: which operations start, read and cancel one, and what its words mean (all of it: jobwire help x-jobs).
x-jobs:
  job:
    start: createJob
    read: getJob
    cancel: cancelJob

    id: /id
    status:
      at: /status
      queued: [queued]
      running: [running]
      succeeded: [succeeded]
      failed: [failed]
      cancelled: [cancelled]
    createdAt: /created_at
    completedAt: /completed_at
    output: /output
    failure: { message: /error }

paths:
  /v1/jobs:
    post:
      operationId: createJob
      summary: Start a job.
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/CreateJobRequest" }
      responses:
        "201":
          description: The new job.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Job" }
  /v1/jobs/{job_id}:
    parameters:
      - { name: job_id, in: path, required: true, description: The id of the job., schema: { type: string } }
    get:
      operationId: getJob
      summary: Read a job.
      responses:
        "200":
          description: The job as it is now.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Job" }
    delete:
      operationId: cancelJob
      summary: Ask for a job to be stopped.
      responses:
        "202": { description: Asked for. }

components:
  securitySchemes:
    apiKey: { type: apiKey, in: header, name: X-API-Key }
  schemas:
    CreateJobRequest:
      description: What to run.
      type: object
      required: [input]
      properties:
        input: { type: string, description: What the job works on. }
    Job:
      description: A job.
      type: object
      required: [id, status, created_at]
      properties:
        id: { type: string, description: Names the job. }
        status: { type: string, enum: [queued, running, succeeded, failed, cancelled] }
        created_at: { type: string, format: date-time }
        completed_at: { type: [string, "null"], format: date-time }
        output: { type: [string, "null"], description: What came out. }
        error: { type: [string, "null"], description: Why it failed. }
`;
}
