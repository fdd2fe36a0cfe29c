create schema portal;
