import { createEmailChannel, createWebhookChannel, type Channel } from '../../activities/notices/index.js';
import type { Configuration } from '../config/configuration.js';

/** The ways out for notices that this installation has. In-app notices need none. */
export function channelsOf({
  SMTP_URL,
  SMTP_FROM,
  PUBLIC_URL,
  WEBHOOK_PRIVATE_NETWORKS,
}: Configuration): Channel[] {
  const webhook = createWebhookChannel({ privateNetworks: WEBHOOK_PRIVATE_NETWORKS === 'allowed' });
  if (!SMTP_URL) return [webhook];
  return [
    createEmailChannel({ url: SMTP_URL, from: SMTP_FROM, ...(PUBLIC_URL ? { publicUrl: PUBLIC_URL } : {}) }),
    webhook,
  ];
}
