/** Where in the console a notice leads: to the task, the process, or, of no process, to the titles whose unit is abolished. */
export function linkOf(processId: string | null, assignmentId: string | null): string {
  if (assignmentId !== null) return `/tasks/${assignmentId}`;
  return processId === null ? '/honours?toDecide=true' : `/processes/${processId}`;
}
