import { Module } from '@nestjs/common';
import { LiaisonsController } from './liaisons.controller.js';
import { LiaisonsService } from './liaisons.service.js';

@Module({ controllers: [LiaisonsController], providers: [LiaisonsService] })
export class LiaisonsModule {}
