import { Module } from '@nestjs/common';
import { CircularsController } from './circulars.controller.js';
import { CircularsService } from './circulars.service.js';
import { CoverageService } from './coverage.service.js';

@Module({ controllers: [CircularsController], providers: [CircularsService, CoverageService] })
export class CircularsModule {}
