import { Module } from '@nestjs/common';
import { EventHub } from './event-hub.service.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

@Module({ controllers: [EventsController], providers: [EventHub, EventsService] })
export class EventsModule {}
