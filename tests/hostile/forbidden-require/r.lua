require "loader"
