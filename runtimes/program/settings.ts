// Written into the program when it is built for a runtime.
declare const JOBWIRE_RUNTIME: string;
declare const JOBWIRE_APIS_URL: string;
declare const JOBWIRE_AWKWARD_URL: string;
declare const JOBWIRE_REPORT_URL: string;

/** Where the program runs, and whom it talks to. */
export interface Settings {
  readonly runtime: string;
  /** Server of the simulated APIs, each below its provider's name. */
  readonly apisUrl: string;
  /** Server that redirects, hangs and streams without an end. */
  readonly awkwardUrl: string;
  /** Takes the report. */
  readonly reportUrl: string;
}

export const settings: Settings = {
  runtime: JOBWIRE_RUNTIME,
  apisUrl: JOBWIRE_APIS_URL,
  awkwardUrl: JOBWIRE_AWKWARD_URL,
  reportUrl: JOBWIRE_REPORT_URL,
};
