/** What makes the API easier to use beside its jobs: functions over the client. Empty until there is one. */
export {};
