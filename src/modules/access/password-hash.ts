import { hash, verify } from '@node-rs/argon2';

/** argon2id with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(normalized(password), PARAMETERS);
}

let decoy: Promise<string> | undefined;

/** Takes as long for a login nobody has (`undefined`) as for one that exists: time tells nothing about who is here. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await decoy), normalized(password));
  return matches && passwordHash !== undefined;
}

/** The same password typed on another system may arrive composed differently. */
function normalized(password: string): string {
  return password.normalize('NFKC');
}
