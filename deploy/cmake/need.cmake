# Names what is missing or too old, and what to do about it.
find_package(PkgConfig)
if(NOT PKG_CONFIG_FOUND)
	message(FATAL_ERROR "pkg-config is missing. On Debian 12: apt-get install pkg-config")
endif()

function(need_library name version package)
	pkg_check_modules(${name} IMPORTED_TARGET GLOBAL ${name}>=${version})
	if(NOT ${name}_FOUND)
		message(FATAL_ERROR "${name} ${version} or newer is missing. On Debian 12: apt-get install ${package}\n"
			"(deploy/packages build prints all that are needed)")
	endif()
endfunction()

function(need_header header library package)
	find_path(${library}_header ${header})
	find_library(${library}_library ${library})
	if(NOT ${library}_header OR NOT ${library}_library)
		message(FATAL_ERROR "${header} is missing. On Debian 12: apt-get install ${package}")
	endif()
endfunction()
