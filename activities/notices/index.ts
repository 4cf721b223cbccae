export { createNoticeActivities, type NoticeDependencies } from './activities.js';
export { ChannelError, type Channel, type Message } from './channels/channel.js';
export { createEmailChannel, type EmailOptions } from './channels/email.channel.js';
export { createWebhookChannel, type WebhookOptions } from './channels/webhook.channel.js';
