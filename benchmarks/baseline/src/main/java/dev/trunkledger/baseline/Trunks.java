package dev.trunkledger.baseline;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Trunks extends JpaRepository<Trunk, UUID> {}
