import type { CredentialModel, OperationModel } from "../spec/operation.ts";
import type { IncomingRequest } from "./exchange.ts";

/** Whether a request carries every credential of one of the declared alternatives. Their values are not judged. */
export function isAuthorized({ credentials }: OperationModel, request: IncomingRequest): boolean {
  return credentials.length === 0 || credentials.some((all) => all.every((one) => carries(request, one)));
}

function carries({ headers, url }: IncomingRequest, credential: CredentialModel): boolean {
  if (credential.in === "query") return (url.searchParams.get(credential.name) ?? "") !== "";
  if (credential.in === "cookie") return (headers.get("cookie") ?? "").includes(`${credential.name}=`);
  return (headers.get(credential.name) ?? "") !== "";
}
