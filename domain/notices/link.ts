/** Where in the console a notice leads. */
export function linkOf(processId: string | null, assignmentId: string | null): string {
  if (assignmentId !== null) return `/tasks/${assignmentId}`;
  return processId === null ? '/notices' : `/processes/${processId}`;
}
