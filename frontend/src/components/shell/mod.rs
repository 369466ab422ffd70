//! The frame around every page: rail, header, skip link.
