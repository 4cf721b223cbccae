import { Module } from '@nestjs/common';
import { HonoursController } from './honours.controller.js';
import { HonoursService } from './honours.service.js';
import { NamingsService } from './namings.service.js';

@Module({ controllers: [HonoursController], providers: [HonoursService, NamingsService] })
export class HonoursModule {}
