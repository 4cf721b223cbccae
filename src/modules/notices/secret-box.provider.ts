import type { FactoryProvider } from '@nestjs/common';
import { SecretBox } from '../../../database/notices/secret-box.js';
import { Configuration } from '../../config/configuration.js';

/** Seals webhook secrets; `null` on an installation without the key SECRETS_KEY. */
export const SECRET_BOX = Symbol('secret box');

export const secretBoxProvider: FactoryProvider<SecretBox | null> = {
  provide: SECRET_BOX,
  inject: [Configuration],
  useFactory: ({ SECRETS_KEY }: Configuration & { SECRETS_KEY?: string }) =>
    SECRETS_KEY === undefined ? null : new SecretBox(SECRETS_KEY),
};
